/**
 * The lifecycle behind {@code PineconeExtension}: which indexes a test declares, which service it
 * runs against, and which test holds which server. Start at {@link
 * io.pinelink.testing.internal.Scope}.
 */
@NullMarked
package io.pinelink.testing.internal;

import org.jspecify.annotations.NullMarked;
