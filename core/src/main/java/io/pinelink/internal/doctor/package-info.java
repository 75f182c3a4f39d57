/** The step-by-step diagnosis of a route. Start at {@link io.pinelink.internal.doctor.Doctor}. */
@NullMarked
package io.pinelink.internal.doctor;

import org.jspecify.annotations.NullMarked;
