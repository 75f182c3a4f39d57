/**
 * An extension for Quarkus. Start at {@link io.pinelink.quarkus.NamedIndex}, which injects an
 * index, and at {@link io.pinelink.quarkus.PinelinkConfig}, which lists the properties.
 */
@NullMarked
package io.pinelink.quarkus;

import org.jspecify.annotations.NullMarked;
