package io.ordertrail.architecture.processesknoweventsandcommands.command.process;

import org.springframework.http.HttpStatus;

record BadWebProcess(HttpStatus status) {
}
