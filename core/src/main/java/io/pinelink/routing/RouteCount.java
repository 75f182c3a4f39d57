package io.pinelink.routing;

import io.pinelink.Pinelink;

/**
 * What went over routes of one kind since the client was built. The calls and connections of {@link
 * Pinelink#diagnose} are among them, as are the connections by which the client finds out whether a
 * private form answers.
 *
 * @param kind which network the routes cross
 * @param controlPlane whether they lead to the control plane; else to indexes
 * @param calls calls that were begun
 * @param connections connections that were made
 * @param refusals how often names were looked up and led to an address that the route does not
 *     allow, so that nothing was sent there. Each attempt to connect counts, and each time that the
 *     address of an open connection is looked up again; what {@link Pinelink#diagnose} finds does
 *     not
 */
public record RouteCount(
    Route.Kind kind, boolean controlPlane, long calls, long connections, long refusals) {}
