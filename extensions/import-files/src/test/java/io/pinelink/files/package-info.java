@NullMarked
package io.pinelink.files;

import org.jspecify.annotations.NullMarked;
