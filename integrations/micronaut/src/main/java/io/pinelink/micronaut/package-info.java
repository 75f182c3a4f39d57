/**
 * Beans for applications on Micronaut: a {@link io.pinelink.Pinelink} client and its indexes, from
 * the properties {@code pinelink.*}. {@link io.pinelink.micronaut.WithEmbeddedPinecone} connects
 * them to an embedded server in tests.
 */
@NullMarked
package io.pinelink.micronaut;

import org.jspecify.annotations.NullMarked;
