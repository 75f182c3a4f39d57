package io.pinelink.local.datalog;

/** The kind and id of a document, which describes one resource of the control plane. */
record DocumentKey(String kind, String id) {}
