/**
 * Test utilities of several modules, which are never published.
 *
 * <p>Start at {@link io.pinelink.testsupport.Indexes}, the indexes that tests of the client work
 * on.
 */
@NullMarked
package io.pinelink.testsupport;

import org.jspecify.annotations.NullMarked;
