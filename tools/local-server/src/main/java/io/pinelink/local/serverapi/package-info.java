/**
 * The interface of the server itself under {@code /_pinelink/}: state, requests, clock and limits.
 * Start at {@link io.pinelink.local.serverapi.ServerApi}; an operation is a row of one of the
 * classes whose names end in {@code Operations}.
 */
@NullMarked
package io.pinelink.local.serverapi;

import org.jspecify.annotations.NullMarked;
