/**
 * A Pinecone server in the same JVM, for tests.
 *
 * <p>Start at {@link io.pinelink.testing.EmbeddedPinecone}: it opens a control plane, a public and
 * a private data plane on loopback, and tells afterwards what reached which of them.
 */
@NullMarked
package io.pinelink.testing;

import org.jspecify.annotations.NullMarked;
