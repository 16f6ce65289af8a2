package io.ordertrail.architecture.theplatformknowsneitherside.platform.web;

import io.ordertrail.architecture.theplatformknowsneitherside.query.View;

record BadAnswer(View view) {
}
