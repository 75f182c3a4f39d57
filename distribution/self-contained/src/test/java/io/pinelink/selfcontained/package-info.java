/** Tests of the self-contained jar. */
@NullMarked
package io.pinelink.selfcontained;

import org.jspecify.annotations.NullMarked;
