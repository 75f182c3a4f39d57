/** The beans of the extension. */
@NullMarked
package io.pinelink.quarkus.internal;

import org.jspecify.annotations.NullMarked;
