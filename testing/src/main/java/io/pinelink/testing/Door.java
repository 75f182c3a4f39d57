package io.pinelink.testing;

import io.netty.handler.ssl.SslContext;
import org.jspecify.annotations.Nullable;

/**
 * What stands at an address.
 *
 * @param privateEndpoint the id of the private endpoint that it is; empty if it is none
 * @param tls null for plaintext
 */
record Door(Listener listener, String privateEndpoint, @Nullable SslContext tls) {}
