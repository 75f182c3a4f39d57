/** What requests are held to before they are sent; not exported, not promised. */
@NullMarked
package io.pinelink.internal.validation;

import org.jspecify.annotations.NullMarked;
