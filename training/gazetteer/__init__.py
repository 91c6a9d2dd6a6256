"""What makes the gazetteer that ships: GeoNames places and a table of further names."""
