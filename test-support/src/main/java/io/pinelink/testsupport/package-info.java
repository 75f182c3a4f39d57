/**
 * What the tests of several modules need; nobody else uses it and it is never published.
 *
 * <p>Start at {@link io.pinelink.testsupport.Indexes}, the indexes that tests of the client work
 * on.
 */
@NullMarked
package io.pinelink.testsupport;

import org.jspecify.annotations.NullMarked;
