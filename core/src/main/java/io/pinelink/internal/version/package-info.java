/** The version of Pinelink, of which a class path has one. */
@NullMarked
package io.pinelink.internal.version;

import org.jspecify.annotations.NullMarked;
