/** The step-by-step diagnosis of a route. Start at {@code Doctor}. */
@NullMarked
package io.pinelink.internal.doctor;

import org.jspecify.annotations.NullMarked;
