/**
 * A Pinecone server in the same JVM, for tests.
 *
 * <p>Start at {@link io.pinelink.server.EmbeddedPinecone}: it opens a control plane, a public and a
 * private data plane on loopback, and records which requests reached which of them.
 */
@NullMarked
package io.pinelink.server;

import org.jspecify.annotations.NullMarked;
