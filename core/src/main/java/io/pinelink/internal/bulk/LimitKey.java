package io.pinelink.internal.bulk;

/**
 * The key of calls that the service limits together.
 *
 * @param authority the host that is called
 * @param calls the kind of calls
 * @param namespace the namespace; empty for the default one, and for calls whose namespaces are
 *     limited together
 */
public record LimitKey(String authority, String calls, String namespace) {}
