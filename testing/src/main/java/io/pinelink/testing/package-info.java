/**
 * A JUnit 5 extension that runs an {@link io.pinelink.server.EmbeddedPinecone} for tests. Start at
 * {@link io.pinelink.testing.PineconeExtension}.
 */
@NullMarked
package io.pinelink.testing;

import org.jspecify.annotations.NullMarked;
