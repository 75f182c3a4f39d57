/**
 * A soak test: callers work against a server with random faults, and a model knows what they must
 * read. Start with {@link io.pinelink.endtoend.soak.SoakIT}.
 */
@NullMarked
package io.pinelink.endtoend.soak;

import org.jspecify.annotations.NullMarked;
