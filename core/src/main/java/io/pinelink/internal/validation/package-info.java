/** Checks of requests before they are sent; internal. */
@NullMarked
package io.pinelink.internal.validation;

import org.jspecify.annotations.NullMarked;
