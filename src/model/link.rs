//! Links back: from actors, places and sources to the events and relations that name them. Built once.
