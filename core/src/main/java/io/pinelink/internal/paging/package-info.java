/** Iteration over paginated results. Start at {@code PageSource}. */
@NullMarked
package io.pinelink.internal.paging;

import org.jspecify.annotations.NullMarked;
