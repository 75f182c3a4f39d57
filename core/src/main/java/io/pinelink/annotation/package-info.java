/** Marks on the public API: {@link io.pinelink.annotation.Preview}. */
@NullMarked
package io.pinelink.annotation;

import org.jspecify.annotations.NullMarked;
