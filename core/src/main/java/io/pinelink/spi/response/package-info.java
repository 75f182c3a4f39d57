/** The creation of responses of the admin API. */
@NullMarked
package io.pinelink.spi.response;

import org.jspecify.annotations.NullMarked;
