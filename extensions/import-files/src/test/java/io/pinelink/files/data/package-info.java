@NullMarked
package io.pinelink.files.data;

import org.jspecify.annotations.NullMarked;
