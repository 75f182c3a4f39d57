package io.pinelink;

import io.pinelink.routing.Route;

/**
 * What went over routes of one kind since the client was built.
 *
 * @param kind which network the routes cross
 * @param controlPlane whether they lead to the control plane; else to indexes
 * @param calls calls that were begun
 * @param connections connections that were made
 * @param refusals connections that the client refused to make, for the address
 */
public record RouteCount(
    Route.Kind kind, boolean controlPlane, long calls, long connections, long refusals) {}
