/** An example application on Micronaut. Start at {@link io.pinelink.examples.micronaut.Shop}. */
@NullMarked
package io.pinelink.examples.micronaut;

import org.jspecify.annotations.NullMarked;
