"""The method on arrays: superpixels, region graph, seeds, geodesic affinity, people, export."""
