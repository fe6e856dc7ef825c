<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en">
<context>
    <name>Canvas</name>
    <message>
        <source>Photo</source>
        <translation>Foto</translation>
    </message>
</context>
<context>
    <name>Docks</name>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>Overlays</source>
        <translation>Überlagerungen</translation>
    </message>
    <message>
        <source>Edits</source>
        <translation>Änderungen</translation>
    </message>
</context>
<context>
    <name>Document</name>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
</context>
<context>
    <name>DocumentFiles</name>
    <message>
        <source>The project could not be opened</source>
        <translation>Das Projekt konnte nicht geöffnet werden</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>The project could not be saved</source>
        <translation>Das Projekt konnte nicht gespeichert werden</translation>
    </message>
</context>
<context>
    <name>Easel</name>
    <message>
        <source>This person will be added when the others are found.</source>
        <translation>Diese Person kommt dazu, sobald die anderen gefunden sind.</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Export</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>&amp;Export</source>
        <translation>&amp;Exportieren</translation>
    </message>
    <message>
        <source>Write into a new folder beside them</source>
        <translation>In einen neuen Ordner daneben schreiben</translation>
    </message>
    <message>
        <source>Replace them</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Who is exported</source>
        <translation>Wer exportiert wird</translation>
    </message>
    <message>
        <source>Files that will be written</source>
        <translation>Dateien, die geschrieben werden</translation>
    </message>
    <message>
        <source>What happens to files that are there already</source>
        <translation>Was mit vorhandenen Dateien geschieht</translation>
    </message>
    <message>
        <source>&amp;Choose …</source>
        <translation>&amp;Wählen …</translation>
    </message>
    <message>
        <source>&amp;Format</source>
        <translation>&amp;Format</translation>
    </message>
    <message>
        <source>F&amp;older</source>
        <translation>&amp;Ordner</translation>
    </message>
    <message>
        <source>&amp;People</source>
        <translation>&amp;Personen</translation>
    </message>
    <message>
        <source>F&amp;iles</source>
        <translation>&amp;Dateien</translation>
    </message>
    <message>
        <source>{name} (is there already)</source>
        <translation>{name} (ist schon da)</translation>
    </message>
    <message>
        <source>Choose a folder.</source>
        <translation>Wähle einen Ordner.</translation>
    </message>
    <message>
        <source>Choose at least one person.</source>
        <translation>Wähle mindestens eine Person.</translation>
    </message>
    <message>
        <source>{present} of {files} files are there already.</source>
        <translation>{present} von {files} Dateien sind schon da.</translation>
    </message>
    <message>
        <source>1 file will be written.</source>
        <translation>1 Datei wird geschrieben.</translation>
    </message>
    <message>
        <source>{files} files will be written.</source>
        <translation>{files} Dateien werden geschrieben.</translation>
    </message>
</context>
<context>
    <name>ExportOptionsForm</name>
    <message>
        <source>Trim to the person</source>
        <translation>Auf die Person zuschneiden</translation>
    </message>
    <message>
        <source>Clean the colour of edges</source>
        <translation>Kantenfarben bereinigen</translation>
    </message>
    <message>
        <source>As the photo</source>
        <translation>Wie das Foto</translation>
    </message>
    <message>
        <source>8 bits</source>
        <translation>8 Bit</translation>
    </message>
    <message>
        <source>16 bits</source>
        <translation>16 Bit</translation>
    </message>
    <message>
        <source>Pattern of the names; it may hold {fields}.</source>
        <translation>Muster der Namen; es darf {fields} enthalten.</translation>
    </message>
    <message>
        <source>File names</source>
        <translation>Dateinamen</translation>
    </message>
    <message>
        <source>Layers end where the person ends; a file beside them says where they lie</source>
        <translation>Ebenen enden, wo die Person endet; eine Datei daneben sagt, wo sie liegen</translation>
    </message>
    <message>
        <source>Take the background&apos;s colour out of half-transparent pixels</source>
        <translation>Nimmt die Farbe des Hintergrunds aus halb durchsichtigen Pixeln</translation>
    </message>
    <message>
        <source>Steps of every colour</source>
        <translation>Abstufungen jeder Farbe</translation>
    </message>
    <message>
        <source>Depth</source>
        <translation>Farbtiefe</translation>
    </message>
    <message>
        <source>File &amp;names</source>
        <translation>Datei&amp;namen</translation>
    </message>
    <message>
        <source>&amp;Depth</source>
        <translation>Farb&amp;tiefe</translation>
    </message>
</context>
<context>
    <name>HistoryPanel</name>
    <message>
        <source>As it was opened</source>
        <translation>Wie geöffnet</translation>
    </message>
    <message>
        <source>List of edits</source>
        <translation>Liste der Änderungen</translation>
    </message>
</context>
<context>
    <name>Intake</name>
    <message>
        <source>The clipboard holds neither a picture nor a file.</source>
        <translation>In der Zwischenablage ist weder ein Bild noch eine Datei.</translation>
    </message>
    <message>
        <source>No photo yet</source>
        <translation>Noch kein Foto</translation>
    </message>
    <message>
        <source>&amp;Forget them</source>
        <translation>Liste &amp;leeren</translation>
    </message>
</context>
<context>
    <name>LayerModel</name>
    <message>
        <source>Person {number}</source>
        <translation>Person {number}</translation>
    </message>
    <message>
        <source>Shown</source>
        <translation>Sichtbar</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Anteil</translation>
    </message>
    <message>
        <source>Doubt</source>
        <translation>Zweifel</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>Gesperrt</translation>
    </message>
    <message>
        <source>Hidden</source>
        <translation>Ausgeblendet</translation>
    </message>
    <message>
        <source>Locked: keeps its pixels whatever is edited elsewhere</source>
        <translation>Gesperrt: behält ihre Pixel, was auch anderswo geändert wird</translation>
    </message>
    <message>
        <source>Not locked</source>
        <translation>Nicht gesperrt</translation>
    </message>
    <message>
        <source>Found with a score of {amount}</source>
        <translation>Mit einer Sicherheit von {amount} gefunden</translation>
    </message>
    <message>
        <source>{amount} of the photo</source>
        <translation>{amount} des Fotos</translation>
    </message>
    <message>
        <source>Doubt of {amount}: how likely these pixels are somebody else’s</source>
        <translation>Zweifel von {amount}: wie wahrscheinlich diese Pixel jemand anderem gehören</translation>
    </message>
</context>
<context>
    <name>LayerPanel</name>
    <message>
        <source>No people yet.</source>
        <translation>Noch keine Personen.</translation>
    </message>
    <message>
        <source>1 person.</source>
        <translation>1 Person.</translation>
    </message>
    <message>
        <source>{count} people.</source>
        <translation>{count} Personen.</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>Everybody in the photo, in the order of the layers</source>
        <translation>Alle im Foto, in der Reihenfolge der Ebenen</translation>
    </message>
    <message>
        <source>Operations on people</source>
        <translation>Was mit Personen getan werden kann</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Open &amp;recent</source>
        <translation>Zuletzt &amp;geöffnet</translation>
    </message>
</context>
<context>
    <name>OnShow</name>
    <message>
        <source>No people found.</source>
        <translation>Keine Personen gefunden.</translation>
    </message>
    <message>
        <source>1 person found.</source>
        <translation>1 Person gefunden.</translation>
    </message>
    <message>
        <source>{count} people found.</source>
        <translation>{count} Personen gefunden.</translation>
    </message>
</context>
<context>
    <name>PeopleOperations</name>
    <message>
        <source>Colour of {name}</source>
        <translation>Farbe von {name}</translation>
    </message>
</context>
<context>
    <name>PeopleSide</name>
    <message>
        <source>The files could not be written</source>
        <translation>Die Dateien konnten nicht geschrieben werden</translation>
    </message>
    <message>
        <source>The person could not be copied</source>
        <translation>Die Person konnte nicht kopiert werden</translation>
    </message>
    <message>
        <source>{name} is on the clipboard, {size} pixels.</source>
        <translation>{name} ist in der Zwischenablage, {size} Pixel.</translation>
    </message>
    <message>
        <source>There was nothing to write.</source>
        <translation>Es gab nichts zu schreiben.</translation>
    </message>
    <message>
        <source>Wrote 1 file to {folder}.</source>
        <translation>1 Datei nach {folder} geschrieben.</translation>
    </message>
    <message>
        <source>Wrote {count} files to {folder}.</source>
        <translation>{count} Dateien nach {folder} geschrieben.</translation>
    </message>
</context>
<context>
    <name>RecoveryOffer</name>
    <message>
        <source>There is unsaved work on {title}, last kept on {when}.</source>
        <translation>Es gibt ungespeicherte Arbeit an {title}, zuletzt gesichert am {when}.</translation>
    </message>
    <message>
        <source>After it, {count} more will be offered at the next start.</source>
        <translation>Danach werden beim nächsten Start {count} weitere angeboten.</translation>
    </message>
    <message>
        <source>The work could not be recovered</source>
        <translation>Die Arbeit konnte nicht wiederhergestellt werden</translation>
    </message>
    <message>
        <source>Unsaved work cannot be kept safe</source>
        <translation>Ungespeicherte Arbeit kann nicht gesichert werden</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
</context>
<context>
    <name>SettingsFollower</name>
    <message>
        <source>The next photo is looked at with these settings.</source>
        <translation>Das nächste Foto wird mit diesen Einstellungen betrachtet.</translation>
    </message>
</context>
<context>
    <name>ShortcutsDialog</name>
    <message>
        <source>Keyboard and mouse</source>
        <translation>Tastatur und Maus</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>How</source>
        <translation>Wie</translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>1 doubtful place</source>
        <translation>1 zweifelhafte Stelle</translation>
    </message>
    <message>
        <source>{count} doubtful places</source>
        <translation>{count} zweifelhafte Stellen</translation>
    </message>
    <message>
        <source>The network runs on {name}.</source>
        <translation>Das Netz läuft auf {name}.</translation>
    </message>
    <message>
        <source>The network runs on {name}: {reason}.</source>
        <translation>Das Netz läuft auf {name}: {reason}.</translation>
    </message>
    <message>
        <source>about {seconds} s left</source>
        <translation>noch etwa {seconds} s</translation>
    </message>
    <message>
        <source>about {minutes} min left</source>
        <translation>noch etwa {minutes} min</translation>
    </message>
</context>
<context>
    <name>Tidings</name>
    <message>
        <source>Cancelled.</source>
        <translation>Abgebrochen.</translation>
    </message>
    <message>
        <source>Saved {path}.</source>
        <translation>{path} gespeichert.</translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message>
        <source>Drop a photo here</source>
        <translation>Foto hierher ziehen</translation>
    </message>
    <message>
        <source>Every person becomes a layer of its own.</source>
        <translation>Jede Person wird eine eigene Ebene.</translation>
    </message>
    <message>
        <source>Choose a person: click in the list, or press 1 … 9.</source>
        <translation>Eine Person wählen: Klick in der Liste oder Taste 1 … 9.</translation>
    </message>
    <message>
        <source>Click on what belongs to them; right-click on what does not.</source>
        <translation>Anklicken, was zu ihr gehört; Rechtsklick auf das, was nicht zu ihr gehört.</translation>
    </message>
    <message>
        <source>Press N for the next doubtful place, and Ctrl+E to export.</source>
        <translation>N geht zur nächsten zweifelhaften Stelle, Strg+E exportiert.</translation>
    </message>
</context>
<context>
    <name>Workbench</name>
    <message>
        <source>The photo could not be opened</source>
        <translation>Das Foto konnte nicht geöffnet werden</translation>
    </message>
    <message>
        <source>The people could not be found</source>
        <translation>Die Personen konnten nicht gefunden werden</translation>
    </message>
</context>
<context>
    <name>actions</name>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>Take the last edit back</source>
        <translation>Die letzte Änderung zurücknehmen</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>Do the edit again that was taken back last</source>
        <translation>Die zuletzt zurückgenommene Änderung noch einmal machen</translation>
    </message>
    <message>
        <source>&amp;List of edits</source>
        <translation>&amp;Liste der Änderungen</translation>
    </message>
    <message>
        <source>Show every edit in a list, and go back to any of them</source>
        <translation>Alle Änderungen in einer Liste zeigen, um zu jeder zurückzugehen</translation>
    </message>
    <message>
        <source>&amp;Paste photo</source>
        <translation>Foto einf&amp;ügen</translation>
    </message>
    <message>
        <source>Open the picture or the file that the clipboard holds</source>
        <translation>Das Bild oder die Datei der Zwischenablage öffnen</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Abbrechen</translation>
    </message>
    <message>
        <source>Stop the work that is going on</source>
        <translation>Die laufende Arbeit anhalten</translation>
    </message>
    <message>
        <source>&amp;Settings …</source>
        <translation>&amp;Einstellungen …</translation>
    </message>
    <message>
        <source>Language, theme, network, overlays, export</source>
        <translation>Sprache, Farbschema, Netz, Überlagerungen, Export</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Open …</source>
        <translation>&amp;Öffnen …</translation>
    </message>
    <message>
        <source>Open a photo and find its people, or open a project</source>
        <translation>Ein Foto öffnen und seine Personen finden, oder ein Projekt öffnen</translation>
    </message>
    <message>
        <source>Open the &amp;sample</source>
        <translation>Beis&amp;piel öffnen</translation>
    </message>
    <message>
        <source>Open the bundled group photo</source>
        <translation>Das mitgelieferte Gruppenfoto öffnen</translation>
    </message>
    <message>
        <source>Sa&amp;ve project</source>
        <translation>Projekt &amp;speichern</translation>
    </message>
    <message>
        <source>Save the photo&apos;s people and all edits as a project</source>
        <translation>Die Personen des Fotos und alle Änderungen als Projekt speichern</translation>
    </message>
    <message>
        <source>Save project &amp;as …</source>
        <translation>Projekt speichern &amp;unter …</translation>
    </message>
    <message>
        <source>Save the project under another name</source>
        <translation>Das Projekt unter einem anderen Namen speichern</translation>
    </message>
    <message>
        <source>&amp;Export …</source>
        <translation>&amp;Exportieren …</translation>
    </message>
    <message>
        <source>Write the people as layers, masks or files of other programs</source>
        <translation>Die Personen als Ebenen, Masken oder Dateien anderer Programme schreiben</translation>
    </message>
    <message>
        <source>&amp;Close photo</source>
        <translation>Foto s&amp;chließen</translation>
    </message>
    <message>
        <source>Put the photo away and begin anew</source>
        <translation>Das Foto weglegen und neu beginnen</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>Close Portrait Studio</source>
        <translation>Portrait Studio schließen</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;Keyboard and mouse</source>
        <translation>&amp;Tastatur und Maus</translation>
    </message>
    <message>
        <source>Every key of the window, and what the mouse does</source>
        <translation>Alle Tasten des Fensters, und was die Maus tut</translation>
    </message>
    <message>
        <source>&amp;About</source>
        <translation>Ü&amp;ber</translation>
    </message>
    <message>
        <source>Versions and licence</source>
        <translation>Versionen und Lizenz</translation>
    </message>
    <message>
        <source>&amp;People</source>
        <translation>&amp;Personen</translation>
    </message>
    <message>
        <source>&amp;Rename</source>
        <translation>&amp;Umbenennen</translation>
    </message>
    <message>
        <source>Give the chosen person a name</source>
        <translation>Der gewählten Person einen Namen geben</translation>
    </message>
    <message>
        <source>&amp;Colour …</source>
        <translation>&amp;Farbe …</translation>
    </message>
    <message>
        <source>Choose the colour of the selected people</source>
        <translation>Die Farbe der ausgewählten Personen wählen</translation>
    </message>
    <message>
        <source>Colour of the &amp;palette</source>
        <translation>Farbe der &amp;Palette</translation>
    </message>
    <message>
        <source>Give the selected people the colour they had at first</source>
        <translation>Den ausgewählten Personen ihre erste Farbe zurückgeben</translation>
    </message>
    <message>
        <source>&amp;Show or hide</source>
        <translation>&amp;Ein- oder ausblenden</translation>
    </message>
    <message>
        <source>Show or hide the selected people</source>
        <translation>Die ausgewählten Personen zeigen oder ausblenden</translation>
    </message>
    <message>
        <source>Show &amp;only these</source>
        <translation>Nu&amp;r diese zeigen</translation>
    </message>
    <message>
        <source>Hide everybody but the selected people</source>
        <translation>Alle außer den ausgewählten Personen ausblenden</translation>
    </message>
    <message>
        <source>Show e&amp;verybody</source>
        <translation>Alle &amp;zeigen</translation>
    </message>
    <message>
        <source>Show every person that is hidden</source>
        <translation>Alle ausgeblendeten Personen zeigen</translation>
    </message>
    <message>
        <source>&amp;Lock or unlock</source>
        <translation>&amp;Sperren oder freigeben</translation>
    </message>
    <message>
        <source>Keep the pixels of the selected people, whatever is edited elsewhere</source>
        <translation>Die Pixel der ausgewählten Personen behalten, was auch anderswo geändert wird</translation>
    </message>
    <message>
        <source>Layer &amp;up</source>
        <translation>Ebene nach &amp;oben</translation>
    </message>
    <message>
        <source>Move the layers of the selected people up by one</source>
        <translation>Die Ebenen der ausgewählten Personen um eine nach oben schieben</translation>
    </message>
    <message>
        <source>Layer do&amp;wn</source>
        <translation>Ebene nach u&amp;nten</translation>
    </message>
    <message>
        <source>Move the layers of the selected people down by one</source>
        <translation>Die Ebenen der ausgewählten Personen um eine nach unten schieben</translation>
    </message>
    <message>
        <source>&amp;Merge</source>
        <translation>&amp;Verschmelzen</translation>
    </message>
    <message>
        <source>Make one person of all that are selected</source>
        <translation>Aus allen ausgewählten eine Person machen</translation>
    </message>
    <message>
        <source>Copy cu&amp;t-out</source>
        <translation>Ausschnitt &amp;kopieren</translation>
    </message>
    <message>
        <source>Put the chosen person on the clipboard, cut out at full size</source>
        <translation>Die gewählte Person ausgeschnitten in voller Größe in die Zwischenablage legen</translation>
    </message>
    <message>
        <source>&amp;Export these …</source>
        <translation>Diese e&amp;xportieren …</translation>
    </message>
    <message>
        <source>Export the selected people only</source>
        <translation>Nur die ausgewählten Personen exportieren</translation>
    </message>
    <message>
        <source>Select &amp;all</source>
        <translation>&amp;Alle auswählen</translation>
    </message>
    <message>
        <source>Select every person in the panel</source>
        <translation>Alle Personen der Liste auswählen</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Löschen</translation>
    </message>
    <message>
        <source>Take the selected people away; what they had is background</source>
        <translation>Die ausgewählten Personen entfernen; was sie hatten, ist Hintergrund</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>O&amp;verlays</source>
        <translation>Ü&amp;berlagerungen</translation>
    </message>
    <message>
        <source>&amp;Backdrop</source>
        <translation>&amp;Hintergrund</translation>
    </message>
    <message>
        <source>Show every person in a colour of its own</source>
        <translation>Jede Person in einer eigenen Farbe zeigen</translation>
    </message>
    <message>
        <source>&amp;Outlines</source>
        <translation>&amp;Umrisse</translation>
    </message>
    <message>
        <source>Show the outline of every person</source>
        <translation>Den Umriss jeder Person zeigen</translation>
    </message>
    <message>
        <source>&amp;Doubt</source>
        <translation>&amp;Zweifel</translation>
    </message>
    <message>
        <source>Show where the split is likely wrong</source>
        <translation>Zeigen, wo die Aufteilung wahrscheinlich falsch ist</translation>
    </message>
    <message>
        <source>Boundary &amp;map</source>
        <translation>&amp;Grenzkarte</translation>
    </message>
    <message>
        <source>Show where the network sees the outlines of people</source>
        <translation>Zeigen, wo das Netz die Umrisse von Personen sieht</translation>
    </message>
    <message>
        <source>&amp;Superpixels</source>
        <translation>Superpi&amp;xel</translation>
    </message>
    <message>
        <source>Show the regions that a click takes as a whole</source>
        <translation>Die Regionen zeigen, die ein Klick als Ganzes nimmt</translation>
    </message>
    <message>
        <source>&amp;Boxes</source>
        <translation>Rah&amp;men</translation>
    </message>
    <message>
        <source>Show the box of every person, with number and name</source>
        <translation>Den Rahmen jeder Person zeigen, mit Nummer und Namen</translation>
    </message>
    <message>
        <source>S&amp;eeds</source>
        <translation>&amp;Saaten</translation>
    </message>
    <message>
        <source>Show where you said who is who</source>
        <translation>Zeigen, wo gesagt wurde, wer wer ist</translation>
    </message>
    <message>
        <source>&amp;Overlay</source>
        <translation>Ü&amp;berlagerung</translation>
    </message>
    <message>
        <source>Show the people over the photo</source>
        <translation>Die Personen über dem Foto zeigen</translation>
    </message>
    <message>
        <source>On &amp;black</source>
        <translation>Auf &amp;Schwarz</translation>
    </message>
    <message>
        <source>Show the people on black, to judge their edges</source>
        <translation>Die Personen auf Schwarz zeigen, um die Kanten zu beurteilen</translation>
    </message>
    <message>
        <source>On &amp;white</source>
        <translation>Auf &amp;Weiß</translation>
    </message>
    <message>
        <source>Show the people on white, to judge their edges</source>
        <translation>Die Personen auf Weiß zeigen, um die Kanten zu beurteilen</translation>
    </message>
    <message>
        <source>Black-and-white &amp;mask</source>
        <translation>Schwarzweiß-&amp;Maske</translation>
    </message>
    <message>
        <source>Show the mask of the people in black and white</source>
        <translation>Die Maske der Personen in Schwarz und Weiß zeigen</translation>
    </message>
    <message>
        <source>&amp;Checkerboard</source>
        <translation>S&amp;chachbrett</translation>
    </message>
    <message>
        <source>Show the people on a checkerboard, as a layer will be</source>
        <translation>Die Personen auf einem Schachbrett zeigen, wie eine Ebene wird</translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation>Ver&amp;größern</translation>
    </message>
    <message>
        <source>Show the photo larger</source>
        <translation>Das Foto größer zeigen</translation>
    </message>
    <message>
        <source>Zoom &amp;out</source>
        <translation>Ver&amp;kleinern</translation>
    </message>
    <message>
        <source>Show the photo smaller</source>
        <translation>Das Foto kleiner zeigen</translation>
    </message>
    <message>
        <source>&amp;Fit</source>
        <translation>&amp;Einpassen</translation>
    </message>
    <message>
        <source>Show the whole photo</source>
        <translation>Das ganze Foto zeigen</translation>
    </message>
    <message>
        <source>&amp;Actual size</source>
        <translation>&amp;Originalgröße</translation>
    </message>
    <message>
        <source>Show one pixel of the photo as one of the screen</source>
        <translation>Ein Pixel des Fotos als eines des Bildschirms zeigen</translation>
    </message>
    <message>
        <source>&amp;Next doubtful place</source>
        <translation>&amp;Nächste zweifelhafte Stelle</translation>
    </message>
    <message>
        <source>Go to the next place where two people are equally likely</source>
        <translation>Zur nächsten Stelle gehen, an der zwei Personen gleich wahrscheinlich sind</translation>
    </message>
    <message>
        <source>&amp;Previous doubtful place</source>
        <translation>&amp;Vorige zweifelhafte Stelle</translation>
    </message>
    <message>
        <source>Go back to the doubtful place before</source>
        <translation>Zur vorigen zweifelhaften Stelle gehen</translation>
    </message>
    <message>
        <source>&amp;Tools</source>
        <translation>&amp;Werkzeuge</translation>
    </message>
    <message>
        <source>&amp;Choose person</source>
        <translation>Person &amp;wählen</translation>
    </message>
    <message>
        <source>Person &amp;1</source>
        <translation>Person &amp;1</translation>
    </message>
    <message>
        <source>Person &amp;2</source>
        <translation>Person &amp;2</translation>
    </message>
    <message>
        <source>Person &amp;3</source>
        <translation>Person &amp;3</translation>
    </message>
    <message>
        <source>Person &amp;4</source>
        <translation>Person &amp;4</translation>
    </message>
    <message>
        <source>Person &amp;5</source>
        <translation>Person &amp;5</translation>
    </message>
    <message>
        <source>Person &amp;6</source>
        <translation>Person &amp;6</translation>
    </message>
    <message>
        <source>Person &amp;7</source>
        <translation>Person &amp;7</translation>
    </message>
    <message>
        <source>Person &amp;8</source>
        <translation>Person &amp;8</translation>
    </message>
    <message>
        <source>Person &amp;9</source>
        <translation>Person &amp;9</translation>
    </message>
    <message>
        <source>Choose the person of this layer; at a doubtful place, give it to them</source>
        <translation>Die Person dieser Ebene wählen; an einer zweifelhaften Stelle: sie ihr geben</translation>
    </message>
    <message>
        <source>&amp;Nobody</source>
        <translation>&amp;Niemand</translation>
    </message>
    <message>
        <source>Choose nobody; a right-click then says that nobody is there</source>
        <translation>Niemanden wählen; ein Rechtsklick sagt dann, dass dort niemand ist</translation>
    </message>
    <message>
        <source>&amp;Give</source>
        <translation>&amp;Geben</translation>
    </message>
    <message>
        <source>Click or drag to give regions to the chosen person; right-click takes them away</source>
        <translation>Klicken oder ziehen gibt der gewählten Person Regionen; ein Rechtsklick nimmt sie weg</translation>
    </message>
    <message>
        <source>&amp;Brush</source>
        <translation>P&amp;insel</translation>
    </message>
    <message>
        <source>Paint pixels for the chosen person; right-drag erases</source>
        <translation>Pixel für die gewählte Person malen; mit der rechten Taste radieren</translation>
    </message>
    <message>
        <source>&amp;Eraser</source>
        <translation>&amp;Radierer</translation>
    </message>
    <message>
        <source>Give pixels to nobody</source>
        <translation>Pixel niemandem geben</translation>
    </message>
    <message>
        <source>&amp;Add person</source>
        <translation>&amp;Person hinzufügen</translation>
    </message>
    <message>
        <source>Drag a box around a person who was missed</source>
        <translation>Einen Rahmen um eine übersehene Person ziehen</translation>
    </message>
    <message>
        <source>&amp;Split person</source>
        <translation>Person &amp;teilen</translation>
    </message>
    <message>
        <source>Draw a stroke over one of two people who were taken for one</source>
        <translation>Einen Strich über eine von zwei Personen ziehen, die für eine gehalten wurden</translation>
    </message>
    <message>
        <source>&amp;Move seeds</source>
        <translation>&amp;Saaten verschieben</translation>
    </message>
    <message>
        <source>Drag a seed elsewhere; right-click deletes it</source>
        <translation>Eine Saat an eine andere Stelle ziehen; ein Rechtsklick löscht sie</translation>
    </message>
    <message>
        <source>&amp;Pan</source>
        <translation>&amp;Verschieben</translation>
    </message>
    <message>
        <source>Drag the photo; with other tools hold Space or the middle button</source>
        <translation>Das Foto ziehen; bei anderen Werkzeugen mit Leertaste oder mittlerer Taste</translation>
    </message>
    <message>
        <source>&amp;Larger</source>
        <translation>Größ&amp;er</translation>
    </message>
    <message>
        <source>Make the brush, or the piece a click takes, larger</source>
        <translation>Den Pinsel, oder das Stück eines Klicks, größer machen</translation>
    </message>
    <message>
        <source>Smalle&amp;r</source>
        <translation>&amp;Kleiner</translation>
    </message>
    <message>
        <source>Make the brush, or the piece a click takes, smaller</source>
        <translation>Den Pinsel, oder das Stück eines Klicks, kleiner machen</translation>
    </message>
</context>
<context>
    <name>documents</name>
    <message>
        <source>Photos and projects ({patterns})</source>
        <translation>Fotos und Projekte ({patterns})</translation>
    </message>
    <message>
        <source>Projects (*.portrait)</source>
        <translation>Projekte (*.portrait)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Open photo or project</source>
        <translation>Foto oder Projekt öffnen</translation>
    </message>
    <message>
        <source>Project (*.portrait)</source>
        <translation>Projekt (*.portrait)</translation>
    </message>
    <message>
        <source>Project with the photo inside (*.portrait)</source>
        <translation>Projekt mit dem Foto darin (*.portrait)</translation>
    </message>
    <message>
        <source>Save project</source>
        <translation>Projekt speichern</translation>
    </message>
    <message>
        <source>Save the changes to {title}?</source>
        <translation>Die Änderungen an {title} speichern?</translation>
    </message>
    <message>
        <source>Otherwise they are lost.</source>
        <translation>Sonst gehen sie verloren.</translation>
    </message>
    <message>
        <source>The photo of the project is missing.</source>
        <translation>Das Foto des Projekts fehlt.</translation>
    </message>
    <message>
        <source>Choose photo …</source>
        <translation>Foto wählen …</translation>
    </message>
    <message>
        <source>Portrait Studio was not closed properly.</source>
        <translation>Portrait Studio wurde nicht richtig beendet.</translation>
    </message>
    <message>
        <source>Recover</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Später</translation>
    </message>
</context>
<context>
    <name>doubt</name>
    <message>
        <source>No doubtful place is left.</source>
        <translation>Keine zweifelhafte Stelle ist übrig.</translation>
    </message>
    <message>
        <source>Doubtful place {number} of {count}: a number key gives it to somebody.</source>
        <translation>Zweifelhafte Stelle {number} von {count}: eine Zifferntaste gibt sie jemandem.</translation>
    </message>
    <message>
        <source>One doubtful place is left: N goes there.</source>
        <translation>Eine zweifelhafte Stelle ist übrig: N geht dorthin.</translation>
    </message>
    <message>
        <source>{count} doubtful places are left: N goes to the next.</source>
        <translation>{count} zweifelhafte Stellen sind übrig: N geht zur nächsten.</translation>
    </message>
</context>
<context>
    <name>edits</name>
    <message>
        <source>Show people</source>
        <translation>Personen zeigen</translation>
    </message>
    <message>
        <source>Hide people</source>
        <translation>Personen ausblenden</translation>
    </message>
    <message>
        <source>Lock people</source>
        <translation>Personen sperren</translation>
    </message>
    <message>
        <source>Unlock people</source>
        <translation>Personen freigeben</translation>
    </message>
    <message>
        <source>Delete people</source>
        <translation>Personen löschen</translation>
    </message>
    <message>
        <source>person {number}</source>
        <translation>Person {number}</translation>
    </message>
    <message>
        <source>Give to {who}</source>
        <translation>Geben an {who}</translation>
    </message>
    <message>
        <source>Paint to {who}</source>
        <translation>Malen für {who}</translation>
    </message>
    <message>
        <source>Not {who}</source>
        <translation>Nicht {who}</translation>
    </message>
    <message>
        <source>Delete {who}</source>
        <translation>{who} löschen</translation>
    </message>
    <message>
        <source>Split {who}</source>
        <translation>{who} teilen</translation>
    </message>
    <message>
        <source>Merge into {who}</source>
        <translation>Verschmelzen zu {who}</translation>
    </message>
    <message>
        <source>Rename {who}</source>
        <translation>{who} umbenennen</translation>
    </message>
    <message>
        <source>Colour of {who}</source>
        <translation>Farbe von {who}</translation>
    </message>
    <message>
        <source>Show {who}</source>
        <translation>{who} zeigen</translation>
    </message>
    <message>
        <source>Hide {who}</source>
        <translation>{who} ausblenden</translation>
    </message>
    <message>
        <source>Lock {who}</source>
        <translation>{who} sperren</translation>
    </message>
    <message>
        <source>Unlock {who}</source>
        <translation>{who} freigeben</translation>
    </message>
    <message>
        <source>Not a person</source>
        <translation>Keine Person</translation>
    </message>
    <message>
        <source>Remove a seed</source>
        <translation>Eine Saat entfernen</translation>
    </message>
    <message>
        <source>Move a seed</source>
        <translation>Eine Saat verschieben</translation>
    </message>
    <message>
        <source>Erase</source>
        <translation>Radieren</translation>
    </message>
    <message>
        <source>Add a person</source>
        <translation>Eine Person hinzufügen</translation>
    </message>
    <message>
        <source>Reorder the layers</source>
        <translation>Die Ebenen umordnen</translation>
    </message>
</context>
<context>
    <name>errors</name>
    <message>
        <source>64 hexadecimal digits</source>
        <translation>64 hexadezimale Ziffern</translation>
    </message>
    <message>
        <source>A new order must name every person of the photo once.</source>
        <translation>Eine neue Reihenfolge muss jede Person des Fotos einmal nennen.</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>Abgebrochen.</translation>
    </message>
    <message>
        <source>Choose at least two people to merge.</source>
        <translation>Zum Vereinigen mindestens zwei Personen wählen.</translation>
    </message>
    <message>
        <source>LibRaw does not know this kind of RAW file; develop it elsewhere and open the result.</source>
        <translation>LibRaw kennt diese Art von RAW-Datei nicht; bitte anderswo entwickeln und das Ergebnis öffnen.</translation>
    </message>
    <message>
        <source>No portrait network is bundled; please reinstall Portrait Studio or name a card with --network.</source>
        <translation>Es liegt kein Porträtnetz bei; bitte Portrait Studio neu installieren oder mit --network eine Karte nennen.</translation>
    </message>
    <message>
        <source>The box lies outside the photo; drag it over the person.</source>
        <translation>Der Rahmen liegt außerhalb des Fotos; bitte über die Person ziehen.</translation>
    </message>
    <message>
        <source>The card {card}: &quot;click_radius&quot; goes with &quot;box_channel = true&quot; only.</source>
        <translation>Die Karte {card}: „click_radius“ gehört nur zu „box_channel = true“.</translation>
    </message>
    <message>
        <source>The card {card}: &quot;farther&quot; is for a network for &quot;detection&quot; with the fit &quot;long_side&quot;.</source>
        <translation>Die Karte {card}: „farther“ gehört nur zu einem Netz für „detection“ mit der Anpassung „long_side“.</translation>
    </message>
    <message>
        <source>The card {card}: &quot;mask_channel&quot; goes with a &quot;click_radius&quot; only.</source>
        <translation>Die Karte {card}: „mask_channel“ gehört nur zu einem „click_radius“.</translation>
    </message>
    <message>
        <source>The card {card}: &quot;mirror_long_side&quot; is for a network for &quot;portrait&quot; or &quot;person_mask&quot; with the fit &quot;long_side&quot;.</source>
        <translation>Die Karte {card}: „mirror_long_side“ gehört nur zu einem Netz für „portrait“ oder „person_mask“ mit der Anpassung „long_side“.</translation>
    </message>
    <message>
        <source>The card {card}: &quot;others_channel&quot; goes with &quot;mask_channel = true&quot; only.</source>
        <translation>Die Karte {card}: „others_channel“ gehört nur zu „mask_channel = true“.</translation>
    </message>
    <message>
        <source>The card {card}: &quot;outputs&quot; has none of the kind &quot;{kind}&quot;, which a network for &quot;{task}&quot; with these outputs must have.</source>
        <translation>Die Karte {card}: Unter „outputs“ ist keine der Art „{kind}“, die ein Netz für „{task}“ mit diesen Ausgaben haben muss.</translation>
    </message>
    <message>
        <source>The card {card}: &quot;{key}&quot; is {name!r}; the network has {found}.</source>
        <translation>Die Karte {card}: „{key}“ ist {name!r}; das Netz hat {found}.</translation>
    </message>
    <message>
        <source>The card {card}: &quot;{name}&quot; is missing; it must be {allowed}.</source>
        <translation>Die Karte {card}: „{name}“ fehlt; gebraucht wird {allowed}.</translation>
    </message>
    <message>
        <source>The card {card}: &quot;{name}&quot; is not a known key; known here: {known}.</source>
        <translation>Die Karte {card}: „{name}“ ist kein bekannter Schlüssel; bekannt sind hier: {known}.</translation>
    </message>
    <message>
        <source>The card {card}: &quot;{name}&quot; is {value!r}; it must be {allowed}.</source>
        <translation>Die Karte {card}: „{name}“ ist {value!r}; gebraucht wird {allowed}.</translation>
    </message>
    <message>
        <source>The card {card}: a network for &quot;close_up&quot;, and no other, has the input &quot;box_channel = true&quot;, with the layout &quot;NCHW&quot; and the fit &quot;long_side&quot;.</source>
        <translation>Die Karte {card}: Nur ein Netz für „close_up“ hat die Eingabe „box_channel = true“, und zwar mit dem Layout „NCHW“ und der Einpassung „long_side“.</translation>
    </message>
    <message>
        <source>The card {card}: its centre scores {centres} and box votes {votes} differ in size.</source>
        <translation>Die Karte {card}: Ihre Mittelpunktwerte {centres} und Rahmenstimmen {votes} sind verschieden groß.</translation>
    </message>
    <message>
        <source>The card {card}: the output &quot;{name}&quot; of shape {shape} is not {wanted}.</source>
        <translation>Die Karte {card}: Die Ausgabe „{name}“ der Form {shape} ist nicht {wanted}.</translation>
    </message>
    <message>
        <source>The card {card}: the output &quot;{output}&quot; has the shape {shape}, in which there is no map with the channel {channel}.</source>
        <translation>Die Karte {card}: Die Ausgabe „{output}“ hat die Form {shape}, in der es keine Karte mit dem Kanal {channel} gibt.</translation>
    </message>
    <message>
        <source>The card {card}: the output &quot;{output}&quot; has the shape {shape}, not (1, boxes, 5): four sides and a score a box.</source>
        <translation>Die Karte {card}: Die Ausgabe „{output}“ hat die Form {shape}, nicht (1, Rahmen, 5): vier Seiten und eine Sicherheit je Rahmen.</translation>
    </message>
    <message>
        <source>The card {card}: the output &quot;{output}&quot; has the shape {shape}; its strides need (1, {cells}, more than {least}).</source>
        <translation>Die Karte {card}: Die Ausgabe „{output}“ hat die Form {shape}; ihre Schrittweiten brauchen (1, {cells}, mehr als {least}).</translation>
    </message>
    <message>
        <source>The card {card}: the output &quot;{output}&quot; of shape {shape} is not four maps of finite numbers.</source>
        <translation>Die Karte {card}: Die Ausgabe „{output}“ der Form {shape} besteht nicht aus vier Karten endlicher Zahlen.</translation>
    </message>
    <message>
        <source>The card {path} cannot be read ({reason}).</source>
        <translation>Die Karte {path} kann nicht gelesen werden ({reason}).</translation>
    </message>
    <message>
        <source>The card {path} is not valid TOML ({error}).</source>
        <translation>Die Karte {path} ist kein gültiges TOML ({error}).</translation>
    </message>
    <message>
        <source>The edit {kind!r} needs exactly the fields {fields}.</source>
        <translation>Die Änderung {kind!r} braucht genau die Felder {fields}.</translation>
    </message>
    <message>
        <source>The folder &quot;{name}&quot; of Portrait Studio is missing; please reinstall it.</source>
        <translation>Der Ordner „{name}“ von Portrait Studio fehlt; bitte neu installieren.</translation>
    </message>
    <message>
        <source>The format {name} has no choice of {option}; leave it out.</source>
        <translation>Das Format {name} hat keine Wahl für {option}; bitte weglassen.</translation>
    </message>
    <message>
        <source>The layer of {who} is locked; unlock it first.</source>
        <translation>Die Ebene von {who} ist gesperrt; bitte zuerst entsperren.</translation>
    </message>
    <message>
        <source>The network &quot;{name}&quot; ({file}) cannot be loaded: {reason}</source>
        <translation>Das Netz „{name}“ ({file}) kann nicht geladen werden: {reason}</translation>
    </message>
    <message>
        <source>The network &quot;{name}&quot; ({file}) cannot be run on this photo: {reason}</source>
        <translation>Das Netz „{name}“ ({file}) kann dieses Foto nicht verarbeiten: {reason}</translation>
    </message>
    <message>
        <source>The network &quot;{name}&quot; gave values that are no numbers; choose the provider &quot;cpu&quot;.</source>
        <translation>Das Netz „{name}“ lieferte Werte, die keine Zahlen sind; bitte „cpu“ zum Rechnen wählen.</translation>
    </message>
    <message>
        <source>The network &quot;{name}&quot; gives no person mask; choose one whose task is &quot;portrait&quot; or &quot;person_mask&quot;.</source>
        <translation>Das Netz „{name}“ liefert keine Personenmaske; bitte eines mit der Aufgabe „portrait“ oder „person_mask“ wählen.</translation>
    </message>
    <message>
        <source>The network file {file} of &quot;{name}&quot; cannot be read ({reason}); please reinstall it.</source>
        <translation>Die Netzdatei {file} von „{name}“ kann nicht gelesen werden ({reason}); bitte neu installieren.</translation>
    </message>
    <message>
        <source>The network file {file} of &quot;{name}&quot; is damaged (its sha256 differs from the card&apos;s); please reinstall it.</source>
        <translation>Die Netzdatei {file} von „{name}“ ist beschädigt (ihr sha256 ist nicht der der Karte); bitte neu installieren.</translation>
    </message>
    <message>
        <source>The place ({row:g}, {col:g}) lies outside the photo.</source>
        <translation>Die Stelle ({row:g}, {col:g}) liegt außerhalb des Fotos.</translation>
    </message>
    <message>
        <source>The stroke does not lie on {who}; draw it over the one to part.</source>
        <translation>Der Strich liegt nicht auf {who}; bitte über die Person ziehen, die geteilt werden soll.</translation>
    </message>
    <message>
        <source>The stroke lies outside the photo.</source>
        <translation>Der Strich liegt außerhalb des Fotos.</translation>
    </message>
    <message>
        <source>The stroke takes all of {who}; draw it over a part only.</source>
        <translation>Der Strich nimmt {who} ganz; bitte nur über einen Teil ziehen.</translation>
    </message>
    <message>
        <source>The template makes file names of more than 255 bytes; shorten it.</source>
        <translation>Die Vorlage ergibt Dateinamen von mehr als 255 Bytes; bitte kürzen.</translation>
    </message>
    <message>
        <source>The template of the file names is empty; write {stem}, for example.</source>
        <translation>Die Vorlage der Dateinamen ist leer; zum Beispiel {stem} schreiben.</translation>
    </message>
    <message>
        <source>The template “{template}” asks for a form of {{{field}}} that there is not; numbers can have a width, as in {{id:03}}.</source>
        <translation>Die Vorlage „{template}“ verlangt eine Form von {{{field}}}, die es nicht gibt; Zahlen können eine Breite haben wie in {{id:03}}.</translation>
    </message>
    <message>
        <source>The template “{template}” gives the files of all photos the same names; put {{stem}} into it.</source>
        <translation>Die Vorlage „{template}“ gibt den Dateien aller Fotos dieselben Namen; bitte {{stem}} hineinsetzen.</translation>
    </message>
    <message>
        <source>The template “{template}” has a brace without its partner; a field is written {{stem}}, a brace {{{{ or }}}}.</source>
        <translation>In der Vorlage „{template}“ fehlt einer Klammer ihr Gegenstück; ein Feld schreibt man {{stem}}, eine Klammer {{{{ oder }}}}.</translation>
    </message>
    <message>
        <source>The template “{template}” has the field {{{field}}}, which has no value here; use {known}.</source>
        <translation>Die Vorlage „{template}“ hat das Feld {{{field}}}, das hier keinen Wert hat; möglich sind {known}.</translation>
    </message>
    <message>
        <source>The template “{template}” names a folder; it is for file names only, the folder is chosen apart.</source>
        <translation>Die Vorlage „{template}“ nennt einen Ordner; sie gilt nur für Dateinamen, der Ordner wird eigens gewählt.</translation>
    </message>
    <message>
        <source>There is no format {name}; there are {known}.</source>
        <translation>Es gibt kein Format {name}; es gibt {known}.</translation>
    </message>
    <message>
        <source>There is no network &quot;{name_or_path}&quot;; bundled: {known}; or give the path of a card (a .toml file).</source>
        <translation>Es gibt kein Netz „{name_or_path}“; bei liegen: {known}; oder den Pfad einer Karte (einer .toml-Datei) angeben.</translation>
    </message>
    <message>
        <source>There is no person {person} in this photo.</source>
        <translation>In diesem Foto gibt es keine Person {person}.</translation>
    </message>
    <message>
        <source>There is no seed here; click nearer to one.</source>
        <translation>Hier ist keine Saat; bitte näher an eine klicken.</translation>
    </message>
    <message>
        <source>There is nothing to redo.</source>
        <translation>Es gibt nichts zu wiederholen.</translation>
    </message>
    <message>
        <source>There is nothing to undo.</source>
        <translation>Es gibt nichts rückgängig zu machen.</translation>
    </message>
    <message>
        <source>This person has no visible pixel; give them a region first.</source>
        <translation>Diese Person hat kein sichtbares Pixel; bitte ihr zuerst eine Region geben.</translation>
    </message>
    <message>
        <source>This place belongs to a locked person; unlock the layer first.</source>
        <translation>Diese Stelle gehört einer gesperrten Person; bitte zuerst die Ebene entsperren.</translation>
    </message>
    <message>
        <source>a HEIC photo</source>
        <translation>ein HEIC-Foto</translation>
    </message>
    <message>
        <source>a camera RAW file</source>
        <translation>eine RAW-Datei einer Kamera</translation>
    </message>
    <message>
        <source>a list of one or more whole numbers above 0</source>
        <translation>eine Liste von einer oder mehr ganzen Zahlen über 0</translation>
    </message>
    <message>
        <source>a list of {count} numbers</source>
        <translation>eine Liste von {count} Zahlen</translation>
    </message>
    <message>
        <source>a list of {count} numbers, none of them 0</source>
        <translation>eine Liste von {count} Zahlen, keine davon 0</translation>
    </message>
    <message>
        <source>a list of {count} whole numbers above 0</source>
        <translation>eine Liste von {count} ganzen Zahlen über 0</translation>
    </message>
    <message>
        <source>a map as large as the others a person</source>
        <translation>je Person eine Karte von der Größe der anderen</translation>
    </message>
    <message>
        <source>a number of {low:g} to {high:g}</source>
        <translation>eine Zahl von {low:g} bis {high:g}</translation>
    </message>
    <message>
        <source>a table</source>
        <translation>eine Tabelle</translation>
    </message>
    <message>
        <source>a text</source>
        <translation>ein Text</translation>
    </message>
    <message>
        <source>a whole number of at least {minimum}</source>
        <translation>eine ganze Zahl von mindestens {minimum}</translation>
    </message>
    <message>
        <source>its photo</source>
        <translation>sein Foto</translation>
    </message>
    <message>
        <source>its separate planes are compressed; save it without compression.</source>
        <translation>Ihre getrennten Ebenen sind komprimiert; bitte ohne Kompression speichern.</translation>
    </message>
    <message>
        <source>one finite number a person</source>
        <translation>eine endliche Zahl je Person</translation>
    </message>
    <message>
        <source>one map of finite numbers a person</source>
        <translation>je Person eine Karte endlicher Zahlen</translation>
    </message>
    <message>
        <source>one of {words}</source>
        <translation>eines von {words}</translation>
    </message>
    <message>
        <source>one or more tables [[{key}]]</source>
        <translation>eine oder mehr Tabellen [[{key}]]</translation>
    </message>
    <message>
        <source>person {number}</source>
        <translation>Person {number}</translation>
    </message>
    <message>
        <source>the file holds 32-bit values; save it with 8 or 16 bits a channel.</source>
        <translation>Die Datei enthält 32-Bit-Werte; bitte mit 8 oder 16 Bit je Kanal speichern.</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true oder false</translation>
    </message>
    <message>
        <source>{bits} bits a channel cannot be written; choose 8 or 16.</source>
        <translation>{bits} Bit je Kanal können nicht geschrieben werden; bitte 8 oder 16 wählen.</translation>
    </message>
    <message>
        <source>{cause} Not all could be put back: {files}.</source>
        <translation>{cause} Nicht alles konnte zurückgestellt werden: {files}.</translation>
    </message>
    <message>
        <source>{edit} is no edit that this version knows; update the studio.</source>
        <translation>{edit} ist keine Änderung, die diese Version kennt; bitte das Studio aktualisieren.</translation>
    </message>
    <message>
        <source>{file} and {count} more exist already; choose another folder or give --overwrite.</source>
        <translation>{file} und {count} weitere gibt es schon; bitte einen anderen Ordner wählen oder --overwrite angeben.</translation>
    </message>
    <message>
        <source>{file} as it was is {kept} now</source>
        <translation>{file}, wie es war, heißt jetzt {kept}</translation>
    </message>
    <message>
        <source>{file} exists already; choose another folder or give --overwrite.</source>
        <translation>{file} gibt es schon; bitte einen anderen Ordner wählen oder --overwrite angeben.</translation>
    </message>
    <message>
        <source>{file} is new</source>
        <translation>{file} ist neu</translation>
    </message>
    <message>
        <source>{file}: its layers take more than the {size} GB of a Photoshop file; choose the format psb, its large document.</source>
        <translation>{file}: Ihre Ebenen brauchen mehr als die {size} GB einer Photoshop-Datei; bitte das Format psb wählen, ihr großes Dokument.</translation>
    </message>
    <message>
        <source>{file}: this is one of the photos, which are never written to; choose another folder or other names.</source>
        <translation>{file}: Dies ist eines der Fotos, in die nie geschrieben wird; bitte einen anderen Ordner oder andere Namen wählen.</translation>
    </message>
    <message>
        <source>{file}: this is the photo itself, which is never written to; choose another folder or other names.</source>
        <translation>{file}: Dies ist das Foto selbst, in das nie geschrieben wird; bitte einen anderen Ordner oder andere Namen wählen.</translation>
    </message>
    <message>
        <source>{file}: {pixels} pixels a side are more than the {side} of a Photoshop file; choose the format psb, its large document.</source>
        <translation>{file}: {pixels} Pixel je Seite sind mehr als die {side} einer Photoshop-Datei; bitte das Format psb wählen, ihr großes Dokument.</translation>
    </message>
    <message>
        <source>{one}; {more}</source>
        <translation>{one}; {more}</translation>
    </message>
    <message>
        <source>{other} and {photo} would be written to files of the same name; rename one, or give them in separate runs with different folders for --out.</source>
        <translation>{other} und {photo} ergäben Dateien gleichen Namens; bitte eines umbenennen oder beide in getrennten Läufen mit verschiedenen Ordnern für --out angeben.</translation>
    </message>
    <message>
        <source>{path}: cannot be reached ({reason}); check its name.</source>
        <translation>{path}: nicht erreichbar ({reason}); bitte den Namen prüfen.</translation>
    </message>
    <message>
        <source>{path}: cannot be read ({reason}).</source>
        <translation>{path}: nicht lesbar ({reason}).</translation>
    </message>
    <message>
        <source>{path}: cannot be read ({reason}); check that it is there and may be read.</source>
        <translation>{path}: nicht lesbar ({reason}); bitte prüfen, ob die Datei da ist und gelesen werden darf.</translation>
    </message>
    <message>
        <source>{path}: cannot be read ({reason}); check that it is there.</source>
        <translation>{path}: nicht lesbar ({reason}); bitte prüfen, ob die Datei da ist.</translation>
    </message>
    <message>
        <source>{path}: cannot be read ({reason}); copy it anew from its source.</source>
        <translation>{path}: nicht lesbar ({reason}); bitte neu von der Quelle kopieren.</translation>
    </message>
    <message>
        <source>{path}: cannot be written ({reason}); check the folder, its permissions and free space, or save under another name.</source>
        <translation>{path}: kann nicht geschrieben werden ({reason}); bitte Ordner, Rechte und freien Platz prüfen oder unter einem anderen Namen speichern.</translation>
    </message>
    <message>
        <source>{path}: is damaged, its edit {number} cannot be made ({error}); open another copy of it.</source>
        <translation>{path}: beschädigt, die Änderung {number} darin ist nicht ausführbar ({error}); bitte eine andere Kopie öffnen.</translation>
    </message>
    <message>
        <source>{path}: is damaged, or no project of Portrait Studio ({reason}); open another copy of it.</source>
        <translation>{path}: beschädigt oder kein Projekt von Portrait Studio ({reason}); bitte eine andere Kopie öffnen.</translation>
    </message>
    <message>
        <source>{path}: no permission to read it; change its permissions.</source>
        <translation>{path}: keine Leseerlaubnis; bitte die Rechte ändern.</translation>
    </message>
    <message>
        <source>{path}: the file is damaged or incomplete ({reason}); copy it anew from its source.</source>
        <translation>{path}: Die Datei ist beschädigt oder unvollständig ({reason}); bitte neu von der Quelle kopieren.</translation>
    </message>
    <message>
        <source>{path}: the file is empty; copy it anew from its source.</source>
        <translation>{path}: Die Datei ist leer; bitte neu von der Quelle kopieren.</translation>
    </message>
    <message>
        <source>{path}: there is no such file; check its name and folder.</source>
        <translation>{path}: Diese Datei gibt es nicht; bitte Namen und Ordner prüfen.</translation>
    </message>
    <message>
        <source>{path}: there is not enough memory to open it.</source>
        <translation>{path}: Zum Öffnen reicht der Speicher nicht.</translation>
    </message>
    <message>
        <source>{path}: there is not enough memory to open it; reduce it.</source>
        <translation>{path}: Zum Öffnen reicht der Speicher nicht; bitte verkleinern.</translation>
    </message>
    <message>
        <source>{path}: this AVIF photo is damaged, or this Pillow reads none; copy it anew from its source.</source>
        <translation>{path}: Dieses AVIF-Foto ist beschädigt, oder dieses Pillow liest keine; bitte neu von der Quelle kopieren.</translation>
    </message>
    <message>
        <source>{path}: this TIFF file is damaged or of an unusual kind; save it as RGB without compression.</source>
        <translation>{path}: Diese TIFF-Datei ist beschädigt oder von ungewöhnlicher Art; bitte als RGB ohne Kompression speichern.</translation>
    </message>
    <message>
        <source>{path}: this is a folder; name the photos in it.</source>
        <translation>{path}: Dies ist ein Ordner; bitte die Fotos darin nennen.</translation>
    </message>
    <message>
        <source>{path}: this is a project of Portrait Studio, not a photo; open it in the window.</source>
        <translation>{path}: Dies ist ein Projekt von Portrait Studio, kein Foto; bitte im Fenster öffnen.</translation>
    </message>
    <message>
        <source>{path}: this is a video; save the frame that is wanted as a photo.</source>
        <translation>{path}: Dies ist ein Video; bitte das gewünschte Bild als Foto speichern.</translation>
    </message>
    <message>
        <source>{path}: this is not a photo that can be read, or its first bytes are damaged; JPEG, PNG, WebP, AVIF, TIFF, BMP, HEIC and camera RAW can be read.</source>
        <translation>{path}: Dies ist kein lesbares Foto, oder seine ersten Bytes sind beschädigt; lesbar sind JPEG, PNG, WebP, AVIF, TIFF, BMP, HEIC und RAW-Dateien von Kameras.</translation>
    </message>
    <message>
        <source>{path}: this is not an ordinary file; name a photo.</source>
        <translation>{path}: Dies ist keine gewöhnliche Datei; bitte ein Foto nennen.</translation>
    </message>
    <message>
        <source>{path}: this is {kind}; install portrait-studio[{extra}] to open it, or save it as JPEG.</source>
        <translation>{path}: Dies ist {kind}; zum Öffnen portrait-studio[{extra}] installieren, oder als JPEG speichern.</translation>
    </message>
    <message>
        <source>{path}: was saved by a newer Portrait Studio ({program}); update this one to open it.</source>
        <translation>{path}: von einem neueren Portrait Studio ({program}) gespeichert; bitte dieses hier zum Öffnen aktualisieren.</translation>
    </message>
    <message>
        <source>{path}: {error}</source>
        <translation>{path}: {error}</translation>
    </message>
    <message>
        <source>{path}: {width}×{height} pixels is too large; reduce it to at most {megapixels} megapixels and {side} pixels a side.</source>
        <translation>{path}: {width}×{height} Pixel sind zu viel; bitte auf höchstens {megapixels} Megapixel und {side} Pixel je Seite verkleinern.</translation>
    </message>
    <message>
        <source>{place}: work cannot be kept safe there (no file can be made); save it under a name soon.</source>
        <translation>{place}: Dort kann die Arbeit nicht gesichert werden (keine Datei anlegbar); bitte bald unter einem Namen speichern.</translation>
    </message>
    <message>
        <source>{place}: work cannot be kept safe there ({reason}); save it under a name soon.</source>
        <translation>{place}: Dort kann die Arbeit nicht gesichert werden ({reason}); bitte bald unter einem Namen speichern.</translation>
    </message>
    <message>
        <source>{project}: its photo cannot be read: {reason}</source>
        <translation>{project}: Das Foto darin ist nicht lesbar: {reason}</translation>
    </message>
    <message>
        <source>{project}: its photo {photo} cannot be found; put it beside the project, or choose it.</source>
        <translation>{project}: Das Foto {photo} dazu fehlt; bitte neben das Projekt legen oder wählen.</translation>
    </message>
    <message>
        <source>{project}: its photo {photo} has changed since the project was saved; put it beside the project, or choose it.</source>
        <translation>{project}: Das Foto {photo} dazu hat sich seit dem Speichern geändert; bitte das frühere neben das Projekt legen oder wählen.</translation>
    </message>
    <message>
        <source>{project}: {photo} has {width}×{height} pixels, but its photo had {wanted_width}×{wanted_height}; choose another.</source>
        <translation>{project}: {photo} hat {width}×{height} Pixel, das Foto hatte aber {wanted_width}×{wanted_height}; bitte ein anderes wählen.</translation>
    </message>
    <message>
        <source>{provider} failed during a run: {reason}</source>
        <translation>{provider} ist bei der Arbeit ausgefallen: {reason}</translation>
    </message>
    <message>
        <source>{provider} failed to start: {reason}</source>
        <translation>{provider} ist nicht gestartet: {reason}</translation>
    </message>
    <message>
        <source>{provider} is not part of this installation of ONNX Runtime</source>
        <translation>{provider} gehört nicht zu dieser Installation von ONNX Runtime</translation>
    </message>
    <message>
        <source>{target}: a folder of that name is in the way; remove it.</source>
        <translation>{target}: Ein Ordner dieses Namens ist im Weg; bitte entfernen.</translation>
    </message>
    <message>
        <source>{target}: cannot be written ({reason}); check the folder, its permissions and free space.</source>
        <translation>{target}: kann nicht geschrieben werden ({reason}); bitte Ordner, Rechte und freien Platz prüfen.</translation>
    </message>
    <message>
        <source>{target}: exists already; choose another folder or give --overwrite.</source>
        <translation>{target}: gibt es schon; bitte einen anderen Ordner wählen oder --overwrite angeben.</translation>
    </message>
    <message>
        <source>{value} is no {name} of an edit.</source>
        <translation>{value} passt nicht zu {name} einer Änderung.</translation>
    </message>
</context>
<context>
    <name>files</name>
    <message>
        <source>Photos ({patterns})</source>
        <translation>Fotos ({patterns})</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Open photo</source>
        <translation>Foto öffnen</translation>
    </message>
    <message>
        <source>Export into a folder</source>
        <translation>In einen Ordner exportieren</translation>
    </message>
    <message>
        <source>Export here</source>
        <translation>Hierher exportieren</translation>
    </message>
    <message>
        <source>Cards of networks (*.toml)</source>
        <translation>Karten von Netzen (*.toml)</translation>
    </message>
    <message>
        <source>Choose a network&apos;s card</source>
        <translation>Die Karte eines Netzes wählen</translation>
    </message>
</context>
<context>
    <name>formats</name>
    <message>
        <source>PNG layers</source>
        <translation>PNG-Ebenen</translation>
    </message>
    <message>
        <source>a PNG with alpha for every person, in the photo&apos;s colours</source>
        <translation>ein PNG mit Alphakanal für jede Person, in den Farben des Fotos</translation>
    </message>
    <message>
        <source>Masks</source>
        <translation>Masken</translation>
    </message>
    <message>
        <source>a grey PNG for every person, as bright as the person is opaque</source>
        <translation>ein graues PNG für jede Person, so hell wie die Person deckt</translation>
    </message>
    <message>
        <source>Label map</source>
        <translation>Labelkarte</translation>
    </message>
    <message>
        <source>a PNG whose values are the people&apos;s numbers, the probabilities, and a JSON file</source>
        <translation>ein PNG, dessen Werte die Nummern der Personen sind, die Wahrscheinlichkeiten und eine JSON-Datei</translation>
    </message>
    <message>
        <source>COCO annotations</source>
        <translation>COCO-Annotationen</translation>
    </message>
    <message>
        <source>one JSON file with mask, box and score of every person in every photo</source>
        <translation>eine JSON-Datei mit Maske, Rahmen und Sicherheit jeder Person in jedem Foto</translation>
    </message>
    <message>
        <source>OpenRaster</source>
        <translation>OpenRaster</translation>
    </message>
    <message>
        <source>one file for Krita and GIMP with a named layer a person over the photo</source>
        <translation>eine Datei für Krita und GIMP mit einer benannten Ebene je Person über dem Foto</translation>
    </message>
    <message>
        <source>Photoshop</source>
        <translation>Photoshop</translation>
    </message>
    <message>
        <source>one file for Photoshop and its kin with a named layer a person over the photo</source>
        <translation>eine Datei für Photoshop und Verwandte mit einer benannten Ebene je Person über dem Foto</translation>
    </message>
    <message>
        <source>Photoshop, large document</source>
        <translation>Photoshop, großes Dokument</translation>
    </message>
    <message>
        <source>one Photoshop file of any size, for photos of more than 30,000 pixels a side</source>
        <translation>eine Photoshop-Datei jeder Größe, für Fotos von mehr als 30.000 Pixeln je Seite</translation>
    </message>
</context>
<context>
    <name>gestures</name>
    <message>
        <source>Mouse on the photo</source>
        <translation>Maus auf dem Foto</translation>
    </message>
    <message>
        <source>Give regions to the chosen person</source>
        <translation>Der gewählten Person Regionen geben</translation>
    </message>
    <message>
        <source>Click or drag</source>
        <translation>Klicken oder ziehen</translation>
    </message>
    <message>
        <source>Not this person</source>
        <translation>Nicht diese Person</translation>
    </message>
    <message>
        <source>Right click or Shift+click</source>
        <translation>Rechtsklick oder Umschalt+Klick</translation>
    </message>
    <message>
        <source>Not a person</source>
        <translation>Keine Person</translation>
    </message>
    <message>
        <source>Right click, nobody chosen</source>
        <translation>Rechtsklick, niemand gewählt</translation>
    </message>
    <message>
        <source>Choose the person under the cursor</source>
        <translation>Die Person unter dem Zeiger wählen</translation>
    </message>
    <message>
        <source>Alt+click</source>
        <translation>Alt+Klick</translation>
    </message>
    <message>
        <source>Paint pixels for the chosen person</source>
        <translation>Pixel für die gewählte Person malen</translation>
    </message>
    <message>
        <source>Brush: drag</source>
        <translation>Pinsel: ziehen</translation>
    </message>
    <message>
        <source>Give pixels to nobody</source>
        <translation>Pixel niemandem geben</translation>
    </message>
    <message>
        <source>Eraser: drag; brush: right-drag</source>
        <translation>Radierer: ziehen; Pinsel: rechts ziehen</translation>
    </message>
    <message>
        <source>Add a person who was missed</source>
        <translation>Eine übersehene Person hinzufügen</translation>
    </message>
    <message>
        <source>Add person: drag a box</source>
        <translation>Person hinzufügen: einen Rahmen ziehen</translation>
    </message>
    <message>
        <source>Make two people of one</source>
        <translation>Aus einer Person zwei machen</translation>
    </message>
    <message>
        <source>Split person: drag over one of the two</source>
        <translation>Person teilen: über eine der beiden ziehen</translation>
    </message>
    <message>
        <source>Move a seed</source>
        <translation>Eine Saat verschieben</translation>
    </message>
    <message>
        <source>Move seeds: drag it</source>
        <translation>Saaten verschieben: sie ziehen</translation>
    </message>
    <message>
        <source>Delete a seed</source>
        <translation>Eine Saat löschen</translation>
    </message>
    <message>
        <source>Move seeds: right click</source>
        <translation>Saaten verschieben: Rechtsklick</translation>
    </message>
    <message>
        <source>Break off what the mouse has begun</source>
        <translation>Abbrechen, was die Maus begonnen hat</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Zoom at the cursor</source>
        <translation>Am Zeiger zoomen</translation>
    </message>
    <message>
        <source>Wheel</source>
        <translation>Mausrad</translation>
    </message>
    <message>
        <source>Move the photo</source>
        <translation>Das Foto verschieben</translation>
    </message>
    <message>
        <source>Middle button or Space, and drag</source>
        <translation>Mittlere Taste oder Leertaste, und ziehen</translation>
    </message>
    <message>
        <source>Move the photo with the tool for it</source>
        <translation>Das Foto mit dem Werkzeug dafür verschieben</translation>
    </message>
    <message>
        <source>Pan: drag</source>
        <translation>Verschieben: ziehen</translation>
    </message>
</context>
<context>
    <name>menus</name>
    <message>
        <source>Tool bar</source>
        <translation>Werkzeugleiste</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>Werkzeuge</translation>
    </message>
</context>
<context>
    <name>messages</name>
    <message>
        <source>This is a fault of the program; the details say more.</source>
        <translation>Das ist ein Fehler des Programms; die Einzelheiten sagen mehr.</translation>
    </message>
    <message>
        <source>Replace them?</source>
        <translation>Sollen sie ersetzt werden?</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>About Portrait Studio</source>
        <translation>Über Portrait Studio</translation>
    </message>
    <message>
        <source>Cuts every person of a photo into a layer of its own.</source>
        <translation>Macht jede Person eines Fotos zu einer eigenen Ebene.</translation>
    </message>
</context>
<context>
    <name>overlays</name>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>Outlines</source>
        <translation>Umrisse</translation>
    </message>
    <message>
        <source>Doubt</source>
        <translation>Zweifel</translation>
    </message>
    <message>
        <source>Boundary map</source>
        <translation>Grenzkarte</translation>
    </message>
    <message>
        <source>Superpixels</source>
        <translation>Superpixel</translation>
    </message>
    <message>
        <source>Boxes</source>
        <translation>Rahmen</translation>
    </message>
    <message>
        <source>Seeds</source>
        <translation>Saaten</translation>
    </message>
    <message>
        <source>Opacity of {overlay}</source>
        <translation>Deckkraft: {overlay}</translation>
    </message>
</context>
<context>
    <name>people</name>
    <message>
        <source>Person {number}</source>
        <translation>Person {number}</translation>
    </message>
    <message>
        <source>Nothing moved.</source>
        <translation>Nichts hat sich bewegt.</translation>
    </message>
</context>
<context>
    <name>settings</name>
    <message>
        <source>Choose …</source>
        <translation>Wählen …</translation>
    </message>
    <message>
        <source>Beside the photo</source>
        <translation>Neben dem Foto</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>Einen Ordner wählen</translation>
    </message>
    <message>
        <source>The usual one</source>
        <translation>Das übliche</translation>
    </message>
    <message>
        <source>Another …</source>
        <translation>Ein anderes …</translation>
    </message>
    <message>
        <source>Overlays</source>
        <translation>Überlagerungen</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>Outlines</source>
        <translation>Umrisse</translation>
    </message>
    <message>
        <source>Doubt</source>
        <translation>Zweifel</translation>
    </message>
    <message>
        <source>Boundary map</source>
        <translation>Grenzkarte</translation>
    </message>
    <message>
        <source>Superpixels</source>
        <translation>Superpixel</translation>
    </message>
    <message>
        <source>Boxes</source>
        <translation>Rahmen</translation>
    </message>
    <message>
        <source>Seeds</source>
        <translation>Saaten</translation>
    </message>
    <message>
        <source>Whether this overlay is shown</source>
        <translation>Ob diese Überlagerung gezeigt wird</translation>
    </message>
    <message>
        <source>Opacity</source>
        <translation>Deckkraft</translation>
    </message>
    <message>
        <source>How strongly this overlay is shown</source>
        <translation>Wie stark diese Überlagerung gezeigt wird</translation>
    </message>
    <message>
        <source>General</source>
        <translation>Allgemein</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>Canvas</source>
        <translation>Leinwand</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>The fastest there is</source>
        <translation>Dem schnellsten, was da ist</translation>
    </message>
    <message>
        <source>Zooms</source>
        <translation>Zoomt</translation>
    </message>
    <message>
        <source>Moves the photo, zooms with Ctrl</source>
        <translation>Verschiebt das Foto, mit Strg zoomt es</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>The language of all texts of the window</source>
        <translation>Die Sprache aller Texte des Fensters</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Farbschema</translation>
    </message>
    <message>
        <source>Light or dark; a dark window lets a photo&apos;s colours be judged better</source>
        <translation>Hell oder dunkel; in einem dunklen Fenster lassen sich die Farben eines Fotos besser beurteilen</translation>
    </message>
    <message>
        <source>Runs on</source>
        <translation>Läuft auf</translation>
    </message>
    <message>
        <source>What runs the network; if it fails, the CPU takes over</source>
        <translation>Worauf das Netz läuft; wenn es nicht geht, übernimmt die CPU</translation>
    </message>
    <message>
        <source>What finds the people: a bundled network, or one of your own</source>
        <translation>Was die Personen findet: ein mitgeliefertes Netz oder ein eigenes</translation>
    </message>
    <message>
        <source>The wheel</source>
        <translation>Das Mausrad</translation>
    </message>
    <message>
        <source>What the mouse wheel does over the photo</source>
        <translation>Was das Mausrad über dem Foto tut</translation>
    </message>
    <message>
        <source>Reverse the wheel</source>
        <translation>Mausrad umkehren</translation>
    </message>
    <message>
        <source>Turning the wheel away from you shows the photo smaller</source>
        <translation>Das Rad von sich weg zu drehen zeigt das Foto kleiner</translation>
    </message>
    <message>
        <source>File names</source>
        <translation>Dateinamen</translation>
    </message>
    <message>
        <source>Pattern of the names of exported files, such as {stem}.{person}; empty for the format&apos;s own</source>
        <translation>Muster der Namen exportierter Dateien, etwa {stem}.{person}; leer für das des Formats</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Where exports go; empty for the folder of the photo</source>
        <translation>Wohin Exporte gehen; leer für den Ordner des Fotos</translation>
    </message>
    <message>
        <source>Trim layers to the person</source>
        <translation>Ebenen auf die Person zuschneiden</translation>
    </message>
    <message>
        <source>Layers end where the person ends; a file beside them says where they lie</source>
        <translation>Ebenen enden, wo die Person endet; eine Datei daneben sagt, wo sie liegen</translation>
    </message>
    <message>
        <source>Clean the colour of edges</source>
        <translation>Kantenfarben bereinigen</translation>
    </message>
    <message>
        <source>Take the background&apos;s colour out of half-transparent pixels</source>
        <translation>Nimmt die Farbe des Hintergrunds aus halb durchsichtigen Pixeln</translation>
    </message>
</context>
<context>
    <name>stages</name>
    <message>
        <source>Reading the photo</source>
        <translation>Foto wird gelesen</translation>
    </message>
    <message>
        <source>Taking the picture</source>
        <translation>Bild wird übernommen</translation>
    </message>
    <message>
        <source>Loading the network</source>
        <translation>Netz wird geladen</translation>
    </message>
    <message>
        <source>Scaling the photo</source>
        <translation>Foto wird verkleinert</translation>
    </message>
    <message>
        <source>Looking for people</source>
        <translation>Personen werden gesucht</translation>
    </message>
    <message>
        <source>Looking closer</source>
        <translation>Genauer Blick</translation>
    </message>
    <message>
        <source>Telling people apart</source>
        <translation>Personen werden getrennt</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Refining the edges</source>
        <translation>Kanten werden verfeinert</translation>
    </message>
    <message>
        <source>Writing the layers</source>
        <translation>Ebenen werden geschrieben</translation>
    </message>
    <message>
        <source>Writing the files</source>
        <translation>Dateien werden geschrieben</translation>
    </message>
    <message>
        <source>Reading the project</source>
        <translation>Projekt wird gelesen</translation>
    </message>
    <message>
        <source>Making the edits again</source>
        <translation>Änderungen werden wiederholt</translation>
    </message>
    <message>
        <source>Preparing the photo</source>
        <translation>Foto wird vorbereitet</translation>
    </message>
    <message>
        <source>Saving the project</source>
        <translation>Projekt wird gespeichert</translation>
    </message>
</context>
<context>
    <name>the decimal sign</name>
    <message>
        <source>.</source>
        <translation>,</translation>
    </message>
</context>
<context>
    <name>tools</name>
    <message>
        <source>Drag a box around the person to be added.</source>
        <translation>Ziehe einen Rahmen um die Person, die dazukommen soll.</translation>
    </message>
    <message>
        <source>Choose the person to paint for first: with a number key, or Alt-click.</source>
        <translation>Wähle zuerst die Person, für die gemalt wird: mit einer Zifferntaste oder Alt+Klick.</translation>
    </message>
    <message>
        <source>Choose a person first: with a number key, or by clicking on one.</source>
        <translation>Wähle zuerst eine Person: mit einer Zifferntaste oder einem Klick auf sie.</translation>
    </message>
    <message>
        <source>There is no seed here. Drag a seed to move it, right-click deletes it.</source>
        <translation>Hier ist keine Saat. Ziehe eine Saat, um sie zu verschieben; ein Rechtsklick löscht sie.</translation>
    </message>
    <message>
        <source>Begin the stroke on the person who is to be split.</source>
        <translation>Beginne den Strich auf der Person, die geteilt werden soll.</translation>
    </message>
</context>
</TS>
