/**
 * Sockets, TLS, HTTP/1.1 and HTTP/2: requests are read from the network and responses are written
 * to it.
 *
 * <p>Start at {@link io.pinelink.server.internal.http.HttpServer}; a request becomes a {@link
 * io.pinelink.server.internal.http.ServerCall} and is answered by a {@link
 * io.pinelink.server.internal.http.RequestHandler}.
 */
@NullMarked
package io.pinelink.server.internal.http;

import org.jspecify.annotations.NullMarked;
