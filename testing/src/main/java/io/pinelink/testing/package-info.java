/** Starts an {@link io.pinelink.server.EmbeddedPinecone} for tests with JUnit 5. */
@NullMarked
package io.pinelink.testing;

import org.jspecify.annotations.NullMarked;
