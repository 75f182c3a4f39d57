package io.pinelink.model;

/**
 * The response to a request to delete a namespace, which the service accepted. Deletion is
 * asynchronous.
 */
public record DeleteNamespaceResponse(ResponseInfo info) implements Response {}
