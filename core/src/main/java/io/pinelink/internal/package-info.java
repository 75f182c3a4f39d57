/** Helpers of the client that other packages of this module share; not exported, not promised. */
@NullMarked
package io.pinelink.internal;

import org.jspecify.annotations.NullMarked;
