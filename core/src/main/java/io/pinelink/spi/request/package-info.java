/**
 * The requests that transports receive and users never create: the methods of the client take an
 * id, a name or no argument.
 */
@NullMarked
package io.pinelink.spi.request;

import org.jspecify.annotations.NullMarked;
