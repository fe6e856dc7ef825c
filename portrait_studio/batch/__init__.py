"""Many photos: on the cores of this machine or on a cluster, resumable, nothing half-written."""
