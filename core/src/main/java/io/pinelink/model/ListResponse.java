package io.pinelink.model;

/**
 * A list of what the service has, such as indexes, projects or imports: one page of it, or all of
 * it if the service does not page the list.
 *
 * @param <T> the type of the items
 */
public sealed interface ListResponse<T> extends Page<T>, Response
    permits io.pinelink.internal.response.VectorResponses.ListResult {}
