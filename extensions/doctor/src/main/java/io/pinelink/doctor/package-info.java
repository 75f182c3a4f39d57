/** The step-by-step diagnosis of a route. Start at {@link io.pinelink.doctor.Doctor}. */
@NullMarked
package io.pinelink.doctor;

import org.jspecify.annotations.NullMarked;
