/** Iteration over paginated results. Start at {@link io.pinelink.internal.paging.PageSource}. */
@NullMarked
package io.pinelink.internal.paging;

import org.jspecify.annotations.NullMarked;
