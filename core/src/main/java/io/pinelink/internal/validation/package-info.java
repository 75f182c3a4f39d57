/** Checks of requests before they are sent, and the text of their values; internal. */
@NullMarked
package io.pinelink.internal.validation;

import org.jspecify.annotations.NullMarked;
