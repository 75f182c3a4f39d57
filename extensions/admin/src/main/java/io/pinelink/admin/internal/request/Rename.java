package io.pinelink.admin.internal.request;

/** A request to give an organization or a service account another name; both parts are checked. */
public record Rename(String id, String name) {}
