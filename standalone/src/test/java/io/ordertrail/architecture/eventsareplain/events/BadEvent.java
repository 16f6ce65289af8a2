package io.ordertrail.architecture.eventsareplain.events;

import org.springframework.http.HttpStatus;

public record BadEvent(HttpStatus status) {
}
