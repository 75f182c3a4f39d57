/**
 * Observations and meters of Pinelink's calls for Micrometer. Start with {@link
 * io.pinelink.micrometer.MicrometerCallListener}.
 */
@NullMarked
package io.pinelink.micrometer;

import org.jspecify.annotations.NullMarked;
