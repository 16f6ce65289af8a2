package io.ordertrail.architecture.timeandidscomefrommessages.command.order;

import java.security.SecureRandom;

record BadDice(SecureRandom random) {
}
