/** Parts that import files and data files share; not exported. */
@NullMarked
package io.pinelink.files.internal;

import org.jspecify.annotations.NullMarked;
