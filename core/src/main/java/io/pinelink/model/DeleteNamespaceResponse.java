package io.pinelink.model;

/** The service took the request; it removes what is in the namespace a while later. */
public record DeleteNamespaceResponse(ResponseInfo info) {}
