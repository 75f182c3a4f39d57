package io.pinelink.server.internal.saving;

/** The kind and id of a document, which describes one resource of the control plane. */
public record DocumentKey(String kind, String id) {}
