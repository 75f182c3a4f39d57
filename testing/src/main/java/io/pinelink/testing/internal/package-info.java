/**
 * The lifecycle behind {@code PineconeExtension}: which indexes a test declares, which service it
 * runs against, and who holds a server while. Start at {@link io.pinelink.testing.internal.Scope}.
 */
@NullMarked
package io.pinelink.testing.internal;

import org.jspecify.annotations.NullMarked;
