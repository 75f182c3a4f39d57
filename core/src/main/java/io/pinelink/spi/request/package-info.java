/**
 * The requests that a transport receives and a user never makes: the facades take an id or a name,
 * or nothing.
 */
@NullMarked
package io.pinelink.spi.request;

import org.jspecify.annotations.NullMarked;
