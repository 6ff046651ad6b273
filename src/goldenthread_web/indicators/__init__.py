"""Evidence about the place: so far its areas."""
